// SPDX-License-Identifier: Apache-2.0
internal import Histories

/// Numbers people by first appearance, as the mail map has them.
struct PersonTable {
    private(set) var people: [Person] = []
    private let mailMap: MailMap
    /// What commits say, byte by byte, so that a person who returns is known at once.
    private var stated = ByteInterning()
    private var numbers: [Int32] = []
    private var persons = ByteInterning()

    /// Bytes of what is remembered of commits' words.
    var statedBytes: Int { stated.byteCount }

    /// So long what a commit says may be to be remembered. Whoever has a longer name is worked out each time.
    private static let statedLimit = 1_200

    init(mailMap: MailMap) { self.mailMap = mailMap }

    mutating func number(of identity: Identity?, encoding: TextEncoding) -> Int32 {
        guard let identity else { return number(of: mailMap.person(Person(name: "", email: ""))) }
        guard case .utf8 = encoding, identity.key.count <= PersonTable.statedLimit else {
            return number(name: identity.name, email: identity.email, encoding)
        }
        let (position, isNew) = stated.number(of: identity.key)
        if isNew { numbers.append(number(name: identity.name, email: identity.email, encoding)) }
        return numbers[Int(position)]
    }

    mutating func number(name: UnsafeRawBufferPointer, email: UnsafeRawBufferPointer, _ encoding: TextEncoding) -> Int32
    {
        number(of: mailMap.person(Person(name: name, email: email, encoding)))
    }

    /// The number of a person who is mapped already.
    mutating func number(of person: Person) -> Int32 {
        let (number, isNew) = persons.number(of: person)
        if isNew { people.append(person) }
        return number
    }
}

extension Person {
    /// At most so many bytes of a name or an address are kept.
    private static let lengthLimit = 512

    /// As an object states it, cut.
    fileprivate init(name: UnsafeRawBufferPointer, email: UnsafeRawBufferPointer, _ encoding: TextEncoding) {
        func text(_ bytes: UnsafeRawBufferPointer) -> String {
            encoding.text(bytes.part(0, min(bytes.count, Person.lengthLimit)))
        }
        self.init(name: text(name), email: text(email))
    }
}

extension MailMap {
    /// Whom an object means.
    func person(_ identity: Identity, _ encoding: TextEncoding) -> Person {
        person(Person(name: identity.name, email: identity.email, encoding))
    }

    fileprivate func person(_ stated: Person) -> Person {
        let mapped = person(name: stated.name, email: stated.email)
        return Person(name: mapped.name, email: MailMap.folded(mapped.email))
    }
}

extension ByteInterning {
    /// The number of a person: name and address, byte by byte.
    mutating func number(of person: Person) -> (number: Int32, isNew: Bool) {
        var key = Array(person.name.utf8)
        key.append(0)
        key.append(contentsOf: person.email.utf8)
        return key.withUnsafeBytes { number(of: $0) }
    }
}
