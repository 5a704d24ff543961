// SPDX-License-Identifier: Apache-2.0

/// Immutable bytes owned elsewhere (a mapped file), given back when the last holder lets go.
///
/// Invariant: nobody writes to ``bytes`` while the region lives.
package final class ByteRegion: Sendable {
    /// The bytes; valid as long as the region is held. The compiler may let go of a local region after its last use, so
    /// a view of these bytes lives inside ``read(_:)``, or in a value that also stores the region.
    // `nonisolated(unsafe)`: a pointer to memory that nobody writes to may be read from anywhere.
    package nonisolated(unsafe) let bytes: UnsafeRawBufferPointer
    private let release: @Sendable (UnsafeRawBufferPointer) -> Void

    /// - Parameter release: called once, with `bytes`, when the region goes.
    package init(bytes: UnsafeRawBufferPointer, release: @escaping @Sendable (UnsafeRawBufferPointer) -> Void) {
        self.bytes = bytes
        self.release = release
    }

    /// A copy on the heap, for tests and for data that was made rather than mapped.
    package convenience init(copying source: some Collection<UInt8>) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: source.count, alignment: 16)
        copy.copyBytes(from: source)
        self.init(bytes: UnsafeRawBufferPointer(copy)) { $0.deallocate() }
    }

    deinit { release(bytes) }

    /// Shows the bytes and holds the region until `body` is done.
    package func read<Value, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try withExtendedLifetime(self) { () throws(Failure) in try body(bytes) }
    }
}
