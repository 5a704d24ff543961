// SPDX-License-Identifier: Apache-2.0

/// Why a step brought nothing.
struct ForgeRefusal: Sendable, Hashable {
    /// The answer's status; nil where no answer came or its text was not as documented.
    var status: Int?
    /// A sentence, or two.
    var sentence: String

    /// Whether the forge says that there is no such thing, or that this visitor may not see it.
    var isHidden: Bool { status == 401 || status == 403 || status == 404 }

    /// - Parameter need: what would show it, as the end of a sentence: `a token with the scope 'repo' shows it`.
    init(step: ForgeStep, answer: ForgeAnswer, forge: ForgeSnapshot.Forge, hasToken: Bool, need: String?) {
        status = answer.status
        let asked = "\(forge.title) answered \(answer.status) when asked for \(step.what)"
        // GitHub itself says what it wanted.
        let permission =
            answer.header("x-accepted-github-permissions")
            .map { " It wants the permission '\(TextPart.shown($0))'." } ?? ""
        sentence =
            switch answer.status {
            case 401 where hasToken: asked + ": the token is not valid there, or not any more."
            case 401, 403, 404:
                if let need {
                    asked + ": " + (answer.status == 404 ? "there is none, or " : "") + need + "." + permission
                } else {
                    asked + (answer.status == 404 ? ": there is none, or it is not shown." : ": it is not shown.")
                        + permission
                }
            case 410: asked + ": the project has switched it off."
            case 429: asked + ": its rate limit is used up."
            case 451: asked + ": it is not shown for legal reasons."
            case 300..<400: asked + ": it sends on to another place, which is not followed."
            case 500...: asked + ", an error of its own: try again later."
            default: asked + "."
            }
    }

    init(step: ForgeStep, failure: String) {
        status = nil
        sentence = "\(failure) So \(step.what) could not be read."
    }

    init(step: ForgeStep, error: ForgeError, forge: ForgeSnapshot.Forge) {
        status = nil
        sentence = "\(forge.title)'s answer about \(step.what) cannot be used. \(error.message)"
    }

    init(stopped reason: String) {
        status = nil
        sentence = reason
    }
}

extension ForgeSnapshot.Forge {
    /// As it writes itself.
    package var title: String {
        switch self {
        case .github: "GitHub"
        case .gitlab: "GitLab"
        case .forgejo: "Forgejo"
        }
    }
}
