// SPDX-License-Identifier: Apache-2.0
import Foundation
import Inventories
import Testing

/// Reads a text as a bill of materials by its content, under a given name.
func readBill(_ text: String, path: String = "bom.json") throws -> Inventory {
    let bytes = Array(text.utf8)
    let reader = try #require(SBOMFormats.sniff(bytes))
    return try reader.read(SourceFile(path: path, bytes: bytes), ReadingContext())
}

/// Reads a file by its name, or by its content where the name says nothing.
func readBill(at url: URL) throws -> Inventory? {
    let bytes = Array(try Data(contentsOf: url))
    let path = url.lastPathComponent
    guard let reader = SBOMFormats.all.first(where: { $0.recognises(path) }) ?? SBOMFormats.sniff(bytes) else {
        return nil
    }
    return try reader.read(SourceFile(path: path, bytes: bytes), ReadingContext())
}
