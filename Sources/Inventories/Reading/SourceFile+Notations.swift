// SPDX-License-Identifier: Apache-2.0
import Notations

extension SourceFile {
    /// The root of the file read as JSON; the refusal names the line.
    func jsonRoot(_ context: ReadingContext, dialect: JSONDialect = .strict) throws(InventoryError) -> Node {
        do throws(NotationError) {
            return try Tree(json: bytes, dialect: dialect, limits: context.limits).root
        } catch {
            throw InventoryError(error, path: path)
        }
    }

    /// The root of the file read as YAML.
    func yamlRoot(_ context: ReadingContext) throws(InventoryError) -> Node {
        do throws(NotationError) {
            return try Tree(yaml: bytes, limits: context.limits).root
        } catch {
            throw InventoryError(error, path: path)
        }
    }

    /// The root table of the file read as TOML.
    func tomlRoot(_ context: ReadingContext) throws(InventoryError) -> Node {
        do throws(NotationError) {
            return try Tree(toml: bytes, limits: context.limits).root
        } catch {
            throw InventoryError(error, path: path)
        }
    }

    /// The root element of the file read as XML, without document type and entities of its own.
    func xmlRoot(_ context: ReadingContext) throws(InventoryError) -> Element {
        do throws(NotationError) {
            return try XMLTree(xml: bytes, limits: context.limits).root
        } catch {
            throw InventoryError(error, path: path)
        }
    }

    /// The refusal of the whole file, or of one line of it.
    func refusal(_ message: String, line: Int? = nil, hint: String? = nil) -> InventoryError {
        InventoryError(location: SourceLocation(path: path, line: line), message: message, hint: hint)
    }

    /// A place in this file.
    func location(_ line: Int?) -> SourceLocation {
        SourceLocation(path: path, line: line)
    }
}

extension ReadingContext {
    /// Another file of the subject; nil where there is none.
    func relatedFile(_ path: String) -> SourceFile? {
        related(path).map { SourceFile(path: path, bytes: $0) }
    }

    /// Another file of the subject that only adds to what is known, read as JSON: nil where there is none or where it
    /// is broken, which the reader of that file says.
    func relatedJSON(_ path: String) -> Node? {
        guard let file = relatedFile(path) else { return nil }
        return try? file.jsonRoot(self)
    }

    /// The same for TOML.
    func relatedTOML(_ path: String) -> Node? {
        guard let file = relatedFile(path) else { return nil }
        return try? file.tomlRoot(self)
    }
}
