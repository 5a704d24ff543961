// SPDX-License-Identifier: Apache-2.0
package import Packages

extension Component {
    /// The component a package URL means.
    package init(_ purl: PackageURL, location: SourceLocation) {
        self.init(purl: nil, name: "", version: nil, ecosystem: nil, location: location)
        take(purl)
    }
}
