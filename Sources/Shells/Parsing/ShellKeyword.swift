// SPDX-License-Identifier: Apache-2.0

/// A word that means something of its own where a command may begin.
enum ShellKeyword: String, CaseIterable {
    case bang = "!"
    case openBrace = "{"
    case closeBrace = "}"
    case openTest = "[["
    case `if`
    case then
    case `elif`
    case `else`
    case fi
    case `while`
    case until
    case `for`
    case select
    case `do`
    case done
    case `case`
    case esac
    case function
    case time
    case coproc
    case `let`
    case declare
    case typeset
    case local
    case export
    case readonly
    case nameref

    /// It ends or parts a compound command and begins none.
    var isCloser: Bool {
        switch self {
        case .closeBrace, .then, .elif, .else, .fi, .do, .done, .esac: true
        default: false
        }
    }

    /// It begins a command made of commands.
    var isOpener: Bool {
        switch self {
        case .openBrace, .openTest, .if, .while, .until, .for, .select, .case, .function: true
        default: false
        }
    }

    var isDeclaration: Bool {
        switch self {
        case .declare, .typeset, .local, .export, .readonly, .nameref: true
        default: false
        }
    }

    /// Plain words in POSIX, `export` and its like included: they are ordinary built-in commands there.
    private var isPOSIX: Bool {
        switch self {
        case .openTest, .select, .function, .time, .coproc, .let: false
        default: !isDeclaration
        }
    }

    /// Bytes such a word may begin with.
    private static let beginnings = ShellByte.Class("!{}[itefwusdclrn")
    /// What may stand right behind one.
    private static let terminators = ShellByte.Class(" \t\n\r;&|<>()")

    /// All of them by length.
    private static let table: [[(bytes: [UInt8], keyword: ShellKeyword)]] = (0...8).map { count in
        allCases.filter { $0.rawValue.utf8.count == count }.map { (Array($0.rawValue.utf8), $0) }
    }

    /// The keyword that stands at `start`, or nil; most words are told from one by their first byte or their length.
    static func keyword(in bytes: [UInt8], from start: Int, to end: Int, dialect: ShellDialect) -> ShellKeyword? {
        guard start < end, beginnings.contains(bytes[start]) else { return nil }
        var stop = start
        while stop < end, stop - start <= 8, !terminators.contains(bytes[stop]) { stop += 1 }
        let count = stop - start
        guard count <= 8 else { return nil }
        candidates: for candidate in table[count] where candidate.bytes[0] == bytes[start] {
            for offset in 1..<Swift.max(count, 1) where candidate.bytes[offset] != bytes[start + offset] {
                continue candidates
            }
            return dialect.isExtended || candidate.keyword.isPOSIX ? candidate.keyword : nil
        }
        return nil
    }
}
