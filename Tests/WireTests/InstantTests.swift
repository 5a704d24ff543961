// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import Wire

@Suite struct InstantTests {
    @Test(arguments: [
        ("2024-02-29T00:00:00Z", "2024-02-29T23:59:59Z"), ("2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z"),
        ("1969-12-31T12:00:00Z", "1969-12-31T23:59:59Z"), ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
    ])
    func `a day has an end`(_ time: String, _ end: String) {
        #expect(Instant(rfc3339: time)?.endOfDay.rfc3339 == end)
    }

    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0, 0, "1970-01-01T00:00:00Z"),
        ("2024-02-29T12:34:56Z", 1_709_210_096, 0, "2024-02-29T12:34:56Z"),
        ("2021-12-10T00:40:56.000000Z", 1_639_096_856, 0, "2021-12-10T00:40:56Z"),
        ("2021-12-10T00:40:56.120Z", 1_639_096_856, 120_000_000, "2021-12-10T00:40:56.12Z"),
        ("2021-12-10T00:40:56.1234567899Z", 1_639_096_856, 123_456_789, "2021-12-10T00:40:56.123456789Z"),
        ("2021-12-10t00:40:56z", 1_639_096_856, 0, "2021-12-10T00:40:56Z"),
        ("1996-12-19T16:39:57-08:00", 851_042_397, 0, "1996-12-20T00:39:57Z"),
        ("1937-01-01T12:00:27.87+00:20", -1_041_337_173, 870_000_000, "1937-01-01T11:40:27.87Z"),
        ("1969-12-31T23:59:59.5Z", -1, 500_000_000, "1969-12-31T23:59:59.5Z"),
        ("1990-12-31T23:59:60Z", 662_688_000, 0, "1991-01-01T00:00:00Z"),
        ("1990-12-31T15:59:60-08:00", 662_688_000, 0, "1991-01-01T00:00:00Z"),
        ("0000-01-01T00:00:00Z", -62_167_219_200, 0, "0000-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59.999999999Z", 253_402_300_799, 999_999_999, "9999-12-31T23:59:59.999999999Z"),
        ("2000-02-29T00:00:00Z", 951_782_400, 0, "2000-02-29T00:00:00Z"),
    ])
    func `a date-time of RFC 3339 is read to the nanosecond and written in UTC`(
        text: String, seconds: Int, nanoseconds: Int, written: String
    ) throws {
        let instant = try #require(Instant(rfc3339: text))
        #expect(instant.seconds == Int64(seconds))
        #expect(instant.nanoseconds == Int32(nanoseconds))
        #expect(instant.rfc3339 == written)
        #expect(Instant(rfc3339: written) == instant)
    }

    @Test(arguments: [
        "", "2021", "2021-12-10", "2021-12-10T00:40Z", "2021-12-10T00:40:56", "2021-12-10 00:40:56Z",
        "2021-13-10T00:40:56Z", "2021-00-10T00:40:56Z", "2021-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
        "2021-04-31T00:00:00Z", "2021-12-00T00:00:00Z", "2021-12-10T24:00:00Z", "2021-12-10T00:60:00Z",
        "2021-12-10T00:40:61Z", "2021-12-10T00:40:60Z", "2021-12-10T23:59:60+01:00", "2021-12-10T00:40:56.Z",
        "2021-12-10T00:40:56,5Z", "2021-12-10T00:40:56+0100", "2021-12-10T00:40:56+24:00", "2021-12-10T00:40:56Z ",
        " 2021-12-10T00:40:56Z", "+021-12-10T00:40:56Z", "2021-12-10T00:40:56ZZ", "0000-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01", "9999-12-31T23:59:60Z", "２021-12-10T00:40:56Z",
    ])
    func `anything looser than RFC 3339 is refused`(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test func `instants order by seconds and then nanoseconds`() {
        let sorted = [
            Instant(seconds: -1, nanoseconds: 999_999_999), Instant(seconds: 0), Instant(seconds: 0, nanoseconds: 1),
            Instant(seconds: 1),
        ]
        #expect(sorted == sorted.shuffled().sorted())
        #expect(sorted[3].seconds(since: sorted[0]) == 2)
    }

    @Test func `every day of the calendar reads back as itself`() {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<5_000 {
            let seconds = Int64.random(in: Instant.earliest.seconds...Instant.latest.seconds, using: &generator)
            let instant = Instant(seconds: seconds, nanoseconds: Int32.random(in: 0...999_999_999, using: &generator))
            #expect(Instant(rfc3339: instant.rfc3339) == instant)
        }
    }

    @Test func `arithmetic stays inside the years that can be written`() {
        #expect(Instant.latest.adding(seconds: .max) == .latest)
        #expect(Instant.earliest.adding(seconds: .min) == .earliest)
        #expect(Instant(seconds: .max).rfc3339 == "9999-12-31T23:59:59Z")
        #expect(Instant(seconds: 5).adding(seconds: -6).rfc3339 == "1969-12-31T23:59:59Z")
    }
}
