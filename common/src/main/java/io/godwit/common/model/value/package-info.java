/**
 * What a record's content is made of: {@link io.godwit.common.model.value.Value} is the closed set
 * of what travels, {@link io.godwit.common.model.value.Document} fields with values in their order,
 * {@link io.godwit.common.model.value.Key} the values that identify a record.
 *
 * <p>A document need not hold its values as objects: {@code Cells} is a view over what is there,
 * and {@link io.godwit.common.model.value.ValueConsumer} takes a value without boxing it, so a
 * field that nobody touches is never unpacked. Who reads a document does not see which it is. A
 * source that has typed values fills a {@link io.godwit.common.model.value.RowBuilder}.
 *
 * <p>Everything here is immutable, but for a builder, and may be shared between threads.
 */
@NullMarked
package io.godwit.common.model.value;

import org.jspecify.annotations.NullMarked;
