// SPDX-License-Identifier: Apache-2.0
package import Wire

/// A version that was released, as a tag or, where none has its version, a commit's subject states it.
package struct Release: Sendable, Hashable {
    package var version: ReleaseVersion
    /// The tag's name, or the commit's subject.
    package var name: String
    package var commit: ObjectID
    /// Position in ``History/commits``; nil for a commit beside the history, as on a release branch.
    package var position: Int32?
    /// When the tag was made; of lightweight tags and subjects the commit's time.
    package var time: Int64
    /// Who made it: the tagger, else who committed the subject that names the version; nil where the history does not say
    /// (a lightweight tag, a tag by a bot or the forge).
    package var maker: Int32?
    /// Index into ``History/tags``; nil where only a subject states it.
    package var tag: Int32?

    package var instant: Instant { Instant(seconds: time) }

    /// Every version tag and untagged release commit up to `asOf`, in time order; tags that name the same version of the same
    /// commit are one.
    static func all(
        of history: History, identities: Identities, positions: [ObjectID: Int32], asOf: Instant
    ) -> [Release] {
        let subjects = subjectReleases(of: history, identities: identities, asOf: asOf)
        var tagged = tagReleases(of: history, identities: identities, positions: positions, asOf: asOf)
        var makers: [String: Int32] = [:]
        for release in subjects { if let maker = release.maker { makers[release.version.text] = maker } }
        var known: Set<String> = []
        for index in tagged.indices {
            let text = tagged[index].version.text
            known.insert(text)
            if tagged[index].maker == nil, tagged[index].version.product.isEmpty { tagged[index].maker = makers[text] }
        }
        // A subject that is a version may also be where work on it began: it counts where the project states most of its tagged
        // releases in this way as well, or tags none.
        let stated = Set(subjects.map(\.version.text))
        let proper = Set(tagged.filter { !$0.version.isPreRelease }.map(\.version.text))
        guard proper.count(where: { stated.contains($0) }) * 2 >= proper.count else { return tagged }
        var seen: Set<String> = []
        let untagged = subjects.filter { !known.contains($0.version.text) && seen.insert($0.version.text).inserted }
        return (tagged + untagged).sorted { ($0.time, $0.name) < ($1.time, $1.name) }
    }

    private static func tagReleases(
        of history: History, identities: Identities, positions: [ObjectID: Int32], asOf: Instant
    ) -> [Release] {
        var found: [Release] = []
        for (index, tag) in history.tags.enumerated() where tag.time <= asOf.seconds {
            guard let version = ReleaseVersion(tag: tag.name) else { continue }
            var maker = tag.tagger.map { identities.identity[Int($0)] }
            if let someone = maker, !identities.isHuman(someone) { maker = nil }
            found.append(
                Release(
                    version: version, name: tag.name, commit: tag.commit, position: positions[tag.commit],
                    time: Instant(seconds: tag.time).seconds,
                    maker: maker, tag: Int32(index)))
        }
        // `v4` moves along with every release, unless the project counts that way.
        let lone = found.count { $0.version.isLoneNumber }
        if lone * 2 < found.count { found.removeAll { $0.version.isLoneNumber } }
        found.sort { ($0.time, $0.name) < ($1.time, $1.name) }
        // `rel/2.1` and `log4j-2.1` of one commit are one release; `left-1.0` and `right-1.0` are two.
        var seen: [ObjectID: [String: Set<String>]] = [:]
        return found.filter { release in
            let product = release.version.product
            let others = seen[release.commit]?[release.version.text] ?? []
            seen[release.commit, default: [:]][release.version.text, default: []].insert(product)
            return others.isEmpty || (!product.isEmpty && !others.contains("") && !others.contains(product))
        }
    }

    private static func subjectReleases(
        of history: History, identities: Identities, asOf: Instant
    ) -> [Release] {
        var found: [Release] = []
        for position in history.commits.indices {
            guard history.commits[position].commitTime <= asOf.seconds, !history.commits[position].isMerge,
                !history.commits[position].marks.contains(.revert),
                let version = ReleaseVersion(subject: history.commits[position].subject)
            else { continue }
            let commit = history.commits[position]
            let committer = identities.identity[Int(commit.committer)]
            let author = identities.identity[Int(commit.author)]
            // The forge commits for whoever pressed the button; the author at least prepared it.
            let maker = identities.isHuman(committer) ? committer : identities.isHuman(author) ? author : nil
            found.append(
                Release(
                    version: version, name: commit.subject, commit: commit.id, position: Int32(position),
                    time: Instant(seconds: commit.commitTime).seconds, maker: maker, tag: nil))
        }
        return found
    }
}

extension [Release] {
    /// The releases of the project itself, without those of packages that share the repository.
    ///
    /// Tags such as `v1.2` and `rel/1.2` are the project's own; so are those of the one other product there is (`log4j-2.1`),
    /// if its first numbers are among the project's. Without such tags it is the product with three in five of all tags, or else everything. Products with less than a tenth
    /// of the largest's tags are left out of this question.
    package var main: [Release] {
        var counts: [String: Int] = [:]
        for release in proper { counts[release.version.product, default: 0] += 1 }
        let most = counts.values.max() ?? 0
        let names = counts.filter { $0.value * 10 >= most }.keys.sorted()
        if names.contains("") {
            let own = filter { $0.version.product.isEmpty }
            guard names.count == 2, let other = names.last else { return own }
            let majors = Set(own.map(\.version.numbers.first))
            let joins = allSatisfy { $0.version.product != other || majors.contains($0.version.numbers.first) }
            return joins ? filter { names.contains($0.version.product) } : own
        }
        if let leader = names.first(where: { counts[$0] == most }), most * 5 >= proper.count * 3 {
            return filter { $0.version.product == leader }
        }
        return self
    }

    /// Without pre-releases; all, where there are no others.
    package var proper: [Release] {
        let proper = filter { !$0.version.isPreRelease }
        return proper.isEmpty ? self : proper
    }
}
