// SPDX-License-Identifier: Apache-2.0

/// Every check, in alphabetical order. A test fails when a folder of `Checks` is missing here.
package enum CheckCatalogue {
    package static let all: [Check] = []

    package static func check(_ id: String) -> Check? {
        all.first { $0.definition.id == id }
    }
}
