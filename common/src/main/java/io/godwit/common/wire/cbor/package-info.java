/**
 * Values and documents as bytes: CBOR (RFC 8949), with what Godwit's values need beyond it, and in
 * one form for each value, so that equal documents are equal bytes.
 *
 * <p>{@link io.godwit.common.wire.cbor.DocumentEncoder} and {@link
 * io.godwit.common.wire.cbor.DocumentDecoder} are the way in and out; {@link
 * io.godwit.common.wire.cbor.RowEncoder} encodes while a source parses. A decoded document is a
 * view over its bytes, whose fields are unpacked when they are asked for; they were all checked
 * before, so what is spoilt is found when a pack is opened and not in a step. Decision 8 has why
 * this is no library.
 */
@NullMarked
package io.godwit.common.wire.cbor;

import org.jspecify.annotations.NullMarked;
