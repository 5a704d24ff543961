// SPDX-License-Identifier: Apache-2.0

/// The folder that holds the database, the index and downloads under way.
package struct DataFolder: Sendable, Hashable {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// From the environment: `MAINSTAY_DATA`, else `XDG_DATA_HOME/mainstay`, else `HOME/.local/share/mainstay`.
    package init(environment: [String: String]) throws(WorkflowError) {
        if let path = environment["MAINSTAY_DATA"], !path.isEmpty {
            self.init(path: path)
        } else if let base = environment["XDG_DATA_HOME"], base.hasPrefix("/") {
            self.init(path: base + "/mainstay")
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            self.init(path: home + "/.local/share/mainstay")
        } else {
            throw WorkflowError(
                .usage, "There is no home folder to keep advisories in.", hint: "Name a folder with --data.")
        }
    }

    var database: String { path + "/advisories.sqlite" }
    var index: String { path + "/advisories.index" }
    var lock: String { path + "/update.lock" }
    var downloads: String { path + "/downloads" }
    var spill: String { path + "/spill" }
    var health: String { path + "/health" }
    var clones: String { path + "/clones" }
}
