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

    /// At most so many bytes of a name or an address are kept.
    private static let lengthLimit = 512

    init(mailMap: MailMap) { self.mailMap = mailMap }

    mutating func number(of identity: Identity?, encoding: TextEncoding) -> Int32 {
        guard let identity else { return number(name: "", email: "") }
        switch encoding {
        case .latin1: return number(name: identity.name, email: identity.email, encoding)
        case .utf8:
            let (position, isNew) = stated.number(of: identity.key)
            if isNew { numbers.append(number(name: identity.name, email: identity.email, encoding)) }
            return numbers[Int(position)]
        }
    }

    mutating func number(name: UnsafeRawBufferPointer, email: UnsafeRawBufferPointer, _ encoding: TextEncoding) -> Int32
    {
        number(
            name: encoding.text(name.part(0, min(name.count, PersonTable.lengthLimit))),
            email: encoding.text(email.part(0, min(email.count, PersonTable.lengthLimit))))
    }

    private mutating func number(name: String, email: String) -> Int32 {
        let mapped = mailMap.person(name: name, email: email)
        return number(of: Person(name: mapped.name, email: MailMap.folded(mapped.email)))
    }

    /// The number of a person who is mapped already.
    mutating func number(of person: Person) -> Int32 {
        let (number, isNew) = persons.number(of: person)
        if isNew { people.append(person) }
        return number
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
