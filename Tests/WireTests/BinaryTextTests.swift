// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import Wire

@Suite struct BinaryTextTests {
    /// RFC 4648 §10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `the test vectors of RFC 4648 hold both ways`(plain: String, encoded: String) throws {
        #expect(Base64.text(of: Array(plain.utf8)) == encoded)
        #expect(try Base64.bytes(of: encoded) == Array(plain.utf8))
    }

    @Test(arguments: ["Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm9v=", "Zm 9v", "Z=g=", "Zm9-", "===="])
    func `base 64 with a wrong end or letter is refused`(text: String) {
        #expect(throws: WireError.self) { try Base64.bytes(of: text) }
    }

    @Test func `hexadecimal reads both cases and writes the small one`() throws {
        #expect(try Hexadecimal.bytes(of: "00fFA0") == [0, 255, 160])
        #expect(Hexadecimal.text(of: [0, 255, 160] as [UInt8]) == "00ffa0")
        #expect(throws: WireError("The text has an odd number of hexadecimal digits.")) {
            try Hexadecimal.bytes(of: "abc")
        }
        #expect(throws: WireError("Character 2 is not a hexadecimal digit.", offset: 1)) {
            try Hexadecimal.bytes(of: "ag")
        }
    }

    @Test func `any bytes survive both texts`() throws {
        var generator = SeededGenerator(seed: 3)
        for count in 0..<200 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            #expect(try Base64.bytes(of: Base64.text(of: bytes)) == bytes)
            #expect(try Hexadecimal.bytes(of: Hexadecimal.text(of: bytes)) == bytes)
        }
    }

    @Test func `a region gives its bytes back once, when the last holder lets go`() async {
        await confirmation(expectedCount: 1) { released in
            let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 3, alignment: 1)
            bytes.copyBytes(from: [1, 2, 3])
            var first: ByteRegion? = ByteRegion(bytes: UnsafeRawBufferPointer(bytes)) {
                $0.deallocate()
                released()
            }
            let second = first
            first = nil
            #expect(second?.read { Array($0) } == [1, 2, 3])
        }
        #expect(ByteRegion(copying: [7, 8]).read { Array($0) } == [7, 8])
    }
}
