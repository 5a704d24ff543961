// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Shells

@Suite struct ShellScriptTests {
    @Test func `an empty script has no commands`() throws {
        #expect(try ShellScript(parsing: "").commands.isEmpty)
        #expect(try ShellScript(parsing: "# only a comment\n\n").commands.isEmpty)
    }
}
