// SPDX-License-Identifier: Apache-2.0
package import Notations

extension InventoryError {
    /// The refusal of a file that is not well-formed in its notation, at the line the notation's parser names.
    package init(_ error: NotationError, path: String) {
        self.init(
            location: SourceLocation(path: path, line: error.line), message: error.message, hint: error.hint)
    }
}
