/**
 * The words of Godwit as types: what a record is, what can become of it, and who says so.
 *
 * <p>A {@link io.godwit.common.model.DataRecord} is a key, a {@link
 * io.godwit.common.model.Document} of typed fields and an {@link io.godwit.common.model.Origin}.
 * Its end is an {@link io.godwit.common.model.Outcome}. {@link io.godwit.common.model.Value} is the
 * closed set of types that travel: what a source reads exactly, a sink writes exactly.
 *
 * <p>Everything here is immutable and may be shared between threads. This package imports {@code
 * java.*} only, so that every other package may depend on it.
 */
@NullMarked
package io.godwit.common.model;

import org.jspecify.annotations.NullMarked;
