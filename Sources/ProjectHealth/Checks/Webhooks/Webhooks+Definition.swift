// SPDX-License-Identifier: Apache-2.0

extension Webhooks {
    static let secrets = ProbeDefinition("webhooksUseSecrets", "Does the webhook have a secret?")

    static let definition = CheckDefinition(
        id: "Webhooks", risk: .critical, isDefault: false,
        question: "Can receivers of the project's webhooks tell that a message is genuine?",
        why: """
            A receiver that cannot tell who sent a message acts on anybody's. With a shared secret the forge signs \
            what it sends.
            """,
        decision: """
            The share of webhooks with a secret; without webhooks 10. Webhooks are told to administrators alone: where \
            they were not seen, there is no score.
            """,
        beyond: "Where they were not seen, the score is an interval from 0 to 10.",
        sources: [.forge], probes: [secrets],
        remedies: [
            Remedy(probe: secrets.id, "Set a secret for the webhook and verify it where messages arrive.", effort: .low)
        ])
}
