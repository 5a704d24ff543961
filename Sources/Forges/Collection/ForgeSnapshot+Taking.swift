// SPDX-License-Identifier: Apache-2.0
import Wire

// What the adapters of all forges do alike with what was answered.
extension ForgeSnapshot {
    /// Adds the comments on an issue that was seen before, and who answered it first.
    mutating func takeComments(_ comments: [(author: String, created: Instant?)], on number: Int, isAll: Bool) {
        guard var issues = issues.value, let place = issues.firstIndex(where: { $0.number == number }) else { return }
        var first = FirstResponse(to: issues[place].author)
        for (author, created) in comments {
            var comment = Comment(author: author, authorAssociation: nil, created: created)
            comment.authorIsBot = AccountNames.isBot(author)
            issues[place].comments.append(comment)
            first.see(author, isBot: comment.authorIsBot, at: created)
        }
        issues[place].firstResponse = first.time
        issues[place].allCommentsSeen = isAll
        self.issues = .seen(issues)
    }

    /// Puts change requests that were read whole into their place: newest first, or the reason why there are none.
    ///
    /// - Parameters:
    ///   - isWaiting: whether others were not read whole.
    ///   - isAsked: whether their list was read.
    mutating func takeChangeRequests(_ whole: [ChangeRequest], isWaiting: Bool, isAsked: Bool, reason: String?) {
        if whole.isEmpty, let reason {
            changeRequests = .unseen(reason)
        } else if isAsked, !whole.isEmpty || !isWaiting {
            changeRequests = .seen(
                whole.sorted { ($0.merged ?? .earliest, $0.number) > ($1.merged ?? .earliest, $1.number) })
            if isWaiting {
                notes.append("Only \(whole.count) merged change requests were read whole. \(reason ?? "")")
            }
        }
    }

    /// Says of everybody who wrote an issue or a comment what they are to the project.
    mutating func setAssociations(_ association: (String) -> String) {
        guard var issues = issues.value else { return }
        for place in issues.indices {
            issues[place].authorAssociation = association(issues[place].author)
            for comment in issues[place].comments.indices {
                issues[place].comments[comment].authorAssociation =
                    association(issues[place].comments[comment].author)
            }
        }
        self.issues = .seen(issues)
    }

    /// Adds a sentence, once, and not without end.
    mutating func note(_ sentence: String) {
        if !notes.contains(sentence), notes.count < 100 { notes.append(sentence) }
    }

    /// Since when a list that is sorted by the last change, the newest first, is whole: always, where its page was not full.
    ///
    /// - Parameter last: when the last of the page changed.
    static func wholeSince(_ last: Instant?, isFull: Bool) -> Instant? { isFull ? last : .earliest }
}

extension ForgeSnapshot.ChangeRequest {
    mutating func setMerger(_ merger: (login: String, isBot: Bool)?) {
        mergedBy = merger?.login
        mergedByBot = merger?.isBot ?? false
    }
}

extension [ForgeSnapshot.ChangeRequest] {
    /// Changes the one with a number, where it is there.
    mutating func change(_ number: Int, _ body: (inout ForgeSnapshot.ChangeRequest) -> Void) {
        if let place = firstIndex(where: { $0.number == number }) { body(&self[place]) }
    }
}
