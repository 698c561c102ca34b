/**
 * The words of Godwit as types: what a record is, what can become of it, and who says so. What its
 * content is made of stands in {@code model.value}, what is known of it beforehand in {@code
 * model.schema}, whose fault it is where it fails in {@code model.failure}.
 *
 * <p>A {@link io.godwit.common.model.DataRecord} is a key, a {@link
 * io.godwit.common.model.value.Document} of typed fields and an {@link
 * io.godwit.common.model.Origin}. Its end is an {@link io.godwit.common.model.Outcome}. {@link
 * io.godwit.common.model.value.Value} is the closed set of types that travel: what a source reads
 * exactly, a sink writes exactly.
 *
 * <p>Everything here is immutable and may be shared between threads. This package and those below
 * it import {@code java.*} only, so that every other package may depend on them.
 */
@NullMarked
package io.godwit.common.model;

import org.jspecify.annotations.NullMarked;
