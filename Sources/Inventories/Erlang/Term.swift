// SPDX-License-Identifier: Apache-2.0

/// A literal of Erlang or Elixir: what their lockfiles are made of.
struct Term {
    enum Value {
        /// `hex`, `'an atom'`; in Elixir `:hex`, `true`, `nil`.
        case atom(String)
        /// `"text"`; in Erlang also `<<"text">>`.
        case string(String)
        case number(String)
        case list([Term])
        /// `{a, b}`; an Elixir map's and keyword list's pairs too.
        case tuple([Term])
    }

    let value: Value
    /// From 1.
    let line: Int

    /// The text of a string or an atom.
    var name: String? {
        switch value {
        case .atom(let text), .string(let text): text
        case .number, .list, .tuple: nil
        }
    }

    var string: String? {
        if case .string(let text) = value { text } else { nil }
    }

    var elements: [Term] {
        switch value {
        case .list(let terms), .tuple(let terms): terms
        case .atom, .string, .number: []
        }
    }

    var isTuple: Bool {
        if case .tuple = value { true } else { false }
    }

    /// The value under an atom in a keyword list: `[branch: "main"]`, `[{branch, "main"}]`.
    subscript(key: String) -> Term? {
        for pair in elements {
            let parts = pair.elements
            if pair.isTuple, parts.count == 2, case .atom(key) = parts[0].value { return parts[1] }
        }
        return nil
    }
}
