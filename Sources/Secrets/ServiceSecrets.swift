// SPDX-License-Identifier: Apache-2.0

/// Credentials of services whose telling part stands in the middle or at the end.
enum ServiceSecrets {
    /// Called at `T3BlbkFJ`, "OpenAI" in base64, in the middle of the service's keys.
    static func openAI(_ text: SecretText, _ place: Int) -> SecretCandidate? {
        guard text.has("T3BlbkFJ", at: place) else { return nil }
        let start = text.start(of: .url, before: place, limit: 96)
        let end = text.end(of: .url, from: place, limit: 96)
        guard text.has("sk-", at: start), place - start >= 20, end - place >= 24 else { return nil }
        return SecretCandidate(
            range: start..<end, random: place + 8..<end, confidence: .certain, reason: "a shape that no other text has")
    }

    /// Called at `.atlasv1.`: HCP Terraform.
    static func terraform(_ text: SecretText, _ place: Int) -> SecretCandidate? {
        guard text.has(".atlasv1.", at: place) else { return nil }
        let start = text.start(of: .alphanumeric, before: place, limit: 16)
        let end = text.end(of: [.url, .equals], from: place + 9, limit: 80)
        guard place - start == 14, end - place - 9 >= 60 else { return nil }
        return SecretCandidate(
            range: start..<end, random: place + 9..<end, confidence: .certain, reason: "a shape that no other text has")
    }

    /// Called at `:AA`: a bot's number, a colon and 35 characters.
    static func telegram(_ text: SecretText, _ place: Int) -> SecretCandidate? {
        guard text.has(":AA", at: place) else { return nil }
        let start = text.start(of: .digit, before: place, limit: 12)
        let end = text.end(of: .url, from: place + 1, limit: 40)
        guard (8...10).contains(place - start), end - place - 1 == 35, !ByteClass.word.has(text[start - 1]) else {
            return nil
        }
        return SecretCandidate(
            range: start..<end, random: place + 3..<end, confidence: .likely, reason: "the shape of a bot's token")
    }

    /// Called at `_mmk`: MaxMind's license key.
    static func maxmind(_ text: SecretText, _ place: Int) -> SecretCandidate? {
        guard text.has("_mmk", at: place), !ByteClass.word.has(text[place + 4]) else { return nil }
        let start = text.start(of: .word, before: place, limit: 40)
        guard place - start == 36, text[start + 6] == UInt8(ascii: "_") else { return nil }
        return SecretCandidate(
            range: start..<place + 4, random: start + 7..<place, confidence: .certain,
            reason: "a shape that no other text has")
    }

    /// Called at `-us`: Mailchimp's key, 32 hexadecimal digits and a data centre.
    static func mailchimp(_ text: SecretText, _ place: Int) -> SecretCandidate? {
        let end = text.end(of: .digit, from: place + 3, limit: 3)
        guard text.has("-us", at: place), (1...2).contains(end - place - 3), !ByteClass.word.has(text[end]) else {
            return nil
        }
        let start = text.start(of: .hex, before: place, limit: 34)
        guard place - start == 32, !ByteClass.url.has(text[start - 1]) else { return nil }
        return SecretCandidate(
            range: start..<end, random: start..<place, confidence: .likely, reason: "the shape of the service's keys")
    }

    /// Called at a digit and `Q~`: a client secret of Microsoft Entra ID.
    static func entra(_ text: SecretText, _ place: Int) -> SecretCandidate? {
        let part: ByteClass = [.url, .dot, .tilde]
        guard text.has("Q~", at: place + 1), ByteClass.digit.has(text[place]) else { return nil }
        let start = text.start(of: part, before: place, limit: 5)
        let end = text.end(of: part, from: place + 3, limit: 36)
        guard place - start == 3, (31...34).contains(end - place - 3) else { return nil }
        return SecretCandidate(
            range: start..<end, random: place + 3..<end, confidence: .likely,
            reason: "the shape of the service's secrets")
    }

    /// Called at `hooks.slack.com`.
    static func slackHook(_ text: SecretText, _ place: Int) -> SecretCandidate? {
        hook(
            text, place,
            hosts: ["hooks.slack.com/services/T", "hooks.slack.com/workflows/T", "hooks.slack.com/triggers/"])
    }

    /// Called at `discord`.
    static func discordHook(_ text: SecretText, _ place: Int) -> SecretCandidate? {
        hook(text, place, hosts: ["discord.com/api/webhooks/", "discordapp.com/api/webhooks/"])
    }

    /// Called at `webhook`: the address of an incoming hook of Teams.
    static func teamsHook(_ text: SecretText, _ place: Int) -> SecretCandidate? {
        hook(text, place, hosts: ["webhook.office.com/webhookb2/"])
    }

    /// An address that whoever knows it may post to: its last part is random.
    private static func hook(_ text: SecretText, _ place: Int, hosts: [String]) -> SecretCandidate? {
        guard let host = hosts.first(where: { text.has(Array($0.utf8), at: place) }) else { return nil }
        let start = place + host.utf8.count
        let end = text.end(of: [.url, .slash, .dot, .percent], from: start, limit: 320)
        let path = text.slice(start..<end)
        guard let last = path.lastIndex(of: UInt8(ascii: "/")), end - last - 1 >= 20, path.count >= 36 else {
            return nil
        }
        let random = last + 1..<end
        guard SecretMeasure.entropy(text.slice(random)) >= 3 else { return nil }
        return SecretCandidate(
            range: place..<end, random: random, confidence: .likely, reason: "whoever knows the address may post to it")
    }

    /// Called at `AccountKey=` and `SharedAccessKey=`: keys in Azure's connection strings.
    static func azureKey(_ text: SecretText, _ place: Int) -> SecretCandidate? {
        let name = text.end(of: .letter, from: place, limit: 24)
        guard text[name] == UInt8(ascii: "=") else { return nil }
        let end = text.end(of: .base64, from: name + 1, limit: 100)
        let length = end - name - 1
        let isStorage = text.has("AccountKey", at: place) && length == 86 && text.has("==", at: end)
        let isShared = text.has("SharedAccessKey", at: place) && length == 43 && text.has("=", at: end)
        guard isStorage || isShared else { return nil }
        // The key of the storage emulator is public.
        if text.has("Eby8vdM02xNOcqFl", at: name + 1) { return nil }
        return SecretCandidate(
            range: name + 1..<end, random: name + 1..<end, confidence: .likely,
            reason: "a connection string holds an access key")
    }

    /// Called at `AIza`: a key of Google's interfaces. Apps and pages that use Firebase or Maps carry one in public.
    static func googleKey(_ text: SecretText, _ place: Int) -> SecretCandidate? {
        let shape = SecretShape(prefix: Array("AIza".utf8), pieces: [.exactly(35, .url)])
        guard let match = shape.match(text, at: place),
            SecretMeasure.entropy(text.slice(match.random..<match.range.upperBound)) >= 4
        else { return nil }
        let near = place - 400..<place + 400
        let isPublic =
            ["google-services.json", "googleservice-info.plist"].contains(text.path.name)
            || text.contains("firebase", in: near) || text.contains("authDomain", in: near)
            || text.contains("maps.google", in: near)
        return SecretCandidate(
            range: match.range, random: match.random..<match.range.upperBound,
            confidence: isPublic ? .possible : .likely,
            reason: isPublic
                ? "the shape of the service's keys, in settings that an app carries in public"
                : "the shape of the service's keys")
    }
}
