// SPDX-License-Identifier: Apache-2.0

/// The program that writes a document, as the document names it.
package struct ToolName: Sendable, Hashable {
    package var vendor: String?
    package var name: String
    package var version: String

    package init(vendor: String? = nil, name: String, version: String) {
        self.vendor = vendor
        self.name = name
        self.version = version
    }
}
