// SPDX-License-Identifier: Apache-2.0
import Notations

/// Takes a workflow or action out of its YAML tree. What has the wrong shape is left out and said.
struct WorkflowReader {
    let path: String
    let lines: SourceLines
    private(set) var problems: [PipelineProblem] = []

    init(path: String, lines: SourceLines) {
        self.path = path
        self.lines = lines
    }

    mutating func workflow(_ root: Node) -> Workflow {
        var workflow = Workflow()
        if let on = root["on"] { workflow.events = events(on, line: root.place(ofKey: "on")?.line ?? on.line) }
        workflow.permissions = permissions(in: root)
        workflow.shell = shell(in: root)
        workflow.folder = folder(in: root)
        workflow.environment = variables(root["env"])
        guard let jobs = root["jobs"] else { return workflow }
        for member in jobs.members {
            guard member.value.kind == .object else {
                complain(member.keyLine, "The job '\(member.key.prefix(80))' is no mapping.")
                continue
            }
            workflow.jobs.append(job(member.key, line: member.keyLine, member.value))
        }
        return workflow
    }

    mutating func action(_ root: Node) -> ActionDefinition {
        var action = ActionDefinition()
        action.inputs = inputs(root["inputs"])
        guard let runs = root["runs"] else { return action }
        action.image = runs["image"].map(lines.placed)
        action.steps = steps(runs["steps"])
        return action
    }

    // MARK: Events

    private func events(_ node: Node, line: Int) -> [Workflow.Event] {
        switch node.kind {
        case .string: return [Workflow.Event(name: node.text ?? "", line: node.line)]
        case .array:
            return node.elements.compactMap { element in
                element.text.map { Workflow.Event(name: $0, line: element.line) }
            }
        case .object:
            return node.members.map { member in
                var event = Workflow.Event(name: member.key, line: member.keyLine)
                event.inputs = inputs(member.value["inputs"])
                return event
            }
        default: return []
        }
    }

    private func inputs(_ node: Node?) -> [Workflow.Input] {
        guard let node else { return [] }
        return node.members.map {
            Workflow.Input(
                name: $0.key.lowercasedASCII, type: $0.value["type"]?.text?.lowercasedASCII, line: $0.keyLine)
        }
    }

    // MARK: Permissions and defaults

    private mutating func permissions(in node: Node) -> Workflow.Permissions? {
        guard let value = node["permissions"] else { return nil }
        let line = node.place(ofKey: "permissions")?.line ?? value.line
        switch value.kind {
        case .object:
            let scopes = value.members.map { member in
                Workflow.Permissions.Scope(
                    name: member.key.lowercasedASCII, value: member.value.text ?? "", line: member.keyLine)
            }
            return Workflow.Permissions(content: .scopes(scopes), line: line)
        case .null: return Workflow.Permissions(content: .scopes([]), line: line)
        case .array:
            complain(line, "'permissions' is a list; it takes a mapping, 'read-all' or 'write-all'.")
            return Workflow.Permissions(content: .scopes([]), line: line)
        default: return Workflow.Permissions(content: .all(value.text ?? ""), line: line)
        }
    }

    private func shell(in node: Node) -> String? { node["defaults"]?["run"]?["shell"]?.text }
    private func folder(in node: Node) -> String? { node["defaults"]?["run"]?["working-directory"]?.text }

    // MARK: Jobs

    private mutating func job(_ id: String, line: Int, _ node: Node) -> Workflow.Job {
        var job = Workflow.Job(id: id, line: line)
        job.condition = node["if"].map(lines.placed)
        job.permissions = permissions(in: node)
        job.shell = shell(in: node)
        job.folder = folder(in: node)
        job.environment = variables(node["env"])
        job.outputs = variables(node["outputs"])
        job.needs = texts(node["needs"])
        if let runsOn = node["runs-on"] {
            job.runsOn = texts(runsOn.kind == .object ? runsOn["labels"] : runsOn)
            job.runsOnLine = runsOn.line
        }
        job.matrix = matrix(node["strategy"]?["matrix"])
        job.steps = steps(node["steps"])
        job.uses = node["uses"].flatMap { $0.text == nil ? nil : lines.placed($0) }
        job.with = variables(node["with"])
        if let secrets = node["secrets"], secrets.text == "inherit" { job.inheritsSecrets = secrets.line }
        job.images = images(node)
        return job
    }

    private func images(_ job: Node) -> [PlacedText] {
        var images: [PlacedText] = []
        if let container = job["container"] {
            let image = container.kind == .object ? container["image"] : container
            if let image, image.text != nil { images.append(lines.placed(image)) }
        }
        guard let services = job["services"] else { return images }
        for service in services.members {
            let image = service.value.kind == .object ? service.value["image"] : service.value
            if let image, image.text != nil { images.append(lines.placed(image)) }
        }
        return images
    }

    private func matrix(_ node: Node?) -> Workflow.Matrix {
        var matrix = Workflow.Matrix()
        // One that an expression computes has nothing to read.
        guard let node, node.kind == .object else { return matrix }
        for member in node.members where member.key != "exclude" {
            if member.key == "include" {
                for combination in member.value.elements {
                    for assignment in combination.members {
                        if let text = assignment.value.text {
                            matrix.values[assignment.key.lowercasedASCII, default: []].append(text)
                        }
                    }
                }
            } else if member.value.kind == .array {
                matrix.values[member.key.lowercasedASCII, default: []] += member.value.elements.compactMap(\.text)
            }
        }
        return matrix
    }

    // MARK: Steps

    private mutating func steps(_ node: Node?) -> [Workflow.Step] {
        guard let node else { return [] }
        var steps: [Workflow.Step] = []
        for element in node.elements {
            guard element.kind == .object else {
                complain(element.line, "A step is no mapping.")
                continue
            }
            var step = Workflow.Step(line: element.line)
            step.id = element["id"]?.text
            step.condition = element["if"].flatMap { $0.text == nil ? nil : lines.placed($0) }
            step.uses = element["uses"].flatMap { $0.text == nil ? nil : lines.placed($0) }
            step.run = element["run"].flatMap { $0.text == nil ? nil : lines.placed($0) }
            step.shell = element["shell"]?.text
            step.folder = element["working-directory"]?.text
            step.with = variables(element["with"])
            step.environment = variables(element["env"])
            steps.append(step)
        }
        return steps
    }

    // MARK: Pieces

    private func variables(_ node: Node?) -> [Workflow.Variable] {
        guard let node else { return [] }
        return node.members.compactMap { member in
            guard member.value.text != nil else { return nil }
            return Workflow.Variable(name: member.key, value: lines.placed(member.value))
        }
    }

    /// A text, or each text of a list.
    private func texts(_ node: Node?) -> [String] {
        guard let node else { return [] }
        if let text = node.text { return [text] }
        return node.elements.compactMap(\.text)
    }

    private mutating func complain(_ line: Int, _ message: String) {
        guard problems.count < 100 else { return }
        problems.append(
            PipelineProblem(location: PipelineLocation(path: path, line: line), message: message, isWhole: false))
    }
}
