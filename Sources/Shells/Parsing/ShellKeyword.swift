// SPDX-License-Identifier: Apache-2.0

/// A word that means something of its own where a command may begin.
enum ShellKeyword: String {
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

    /// The keyword that stands at `start`, or nil; most words are told from one by their first byte.
    static func keyword(in bytes: [UInt8], from start: Int, to end: Int, dialect: ShellDialect) -> ShellKeyword? {
        guard start < end, beginnings.contains(bytes[start]) else { return nil }
        var stop = start
        while stop < end, stop - start <= 8, !terminators.contains(bytes[stop]) { stop += 1 }
        guard let keyword = keyword(bytes, start, stop - start) else { return nil }
        return dialect.isExtended || keyword.isPOSIX ? keyword : nil
    }

    /// What may stand right behind a keyword.
    private static let terminators = ShellByte.Class(" \t\n\r;&|<>()")

    private static func keyword(_ bytes: [UInt8], _ start: Int, _ count: Int) -> ShellKeyword? {
        let candidates: [ShellKeyword]
        switch count {
        case 1: candidates = [.bang, .openBrace, .closeBrace]
        case 2: candidates = [.if, .fi, .do, .openTest]
        case 3: candidates = [.for, .let]
        case 4: candidates = [.then, .else, .done, .elif, .case, .esac, .time]
        case 5: candidates = [.local, .while, .until]
        case 6: candidates = [.export, .select, .coproc]
        case 7: candidates = [.declare, .typeset, .nameref]
        case 8: candidates = [.function, .readonly]
        default: return nil
        }
        return candidates.first { $0.rawValue.utf8.elementsEqual(bytes[start..<start + count]) }
    }
}
