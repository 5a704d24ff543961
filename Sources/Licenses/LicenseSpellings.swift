// SPDX-License-Identifier: Apache-2.0

/// One spelling for words that are spelled in two ways. `Scripts/license-data` has the same table.
struct LicenseSpellings: Sendable {
    static let standard = LicenseSpellings([
        ("licence", "license"), ("licences", "licenses"), ("licenced", "licensed"), ("licencing", "licensing"),
        ("sublicence", "sublicense"), ("sublicences", "sublicenses"), ("licencee", "licensee"),
        ("licencees", "licensees"), ("licencor", "licensor"), ("acknowledgement", "acknowledgment"),
        ("acknowledgements", "acknowledgments"), ("authorisation", "authorization"), ("authorised", "authorized"),
        ("authorise", "authorize"), ("organisation", "organization"), ("organisations", "organizations"),
        ("recognised", "recognized"), ("favour", "favor"), ("labour", "labor"), ("judgement", "judgment"),
        ("whilst", "while"), ("defence", "defense"), ("offence", "offense"), ("fulfil", "fulfill"),
        ("programme", "program"), ("merchantibility", "merchantability"), ("realise", "realize"),
        ("initialise", "initialize"), ("utilisation", "utilization"), ("centre", "center"), ("artefact", "artifact"),
        ("artefacts", "artifacts"), ("practise", "practice"), ("https", "http"), ("owner", "holder"),
        ("owners", "holders"),
    ])

    /// An open table of the words' hashes; 0 is an empty place.
    private var keys: [UInt64] = Array(repeating: 0, count: 256)
    private var values: [UInt64] = Array(repeating: 0, count: 256)

    private init(_ pairs: [(String, String)]) {
        for (variant, preferred) in pairs {
            let hash = LicenseWords.hash(variant)
            var place = Int(truncatingIfNeeded: hash & 255)
            while keys[place] != 0 { place = (place + 1) & 255 }
            keys[place] = hash
            values[place] = LicenseWords.hash(preferred)
        }
    }

    func preferred(_ hash: UInt64) -> UInt64 {
        var place = Int(truncatingIfNeeded: hash & 255)
        while keys[place] != 0 {
            if keys[place] == hash { return values[place] }
            place = (place + 1) & 255
        }
        return hash
    }
}
