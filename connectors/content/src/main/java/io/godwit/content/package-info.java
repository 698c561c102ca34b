/**
 * Steps that read what is in an object that a record refers to: its hash, and what books and
 * documents say of themselves. Start at {@link io.godwit.content.ContentConnector}. The parsers of
 * formats stand in {@code format}, and no other module has their libraries.
 *
 * <p>A record names its object by the fields {@code name} and {@code version}, as the source {@code
 * files} makes them. All steps of a job take a content from the same {@link
 * io.godwit.common.store.ObjectSpools}: the first that needs it reads it, and the others find it
 * there. A content whose version is the one that the target knows already is not read at all.
 *
 * <p>A verdict follows from the bytes alone. How long a content takes, or how much memory a worker
 * has left, never decides about it: limits are on bytes, entries and characters, and the same
 * everywhere.
 */
@NullMarked
package io.godwit.content;

import org.jspecify.annotations.NullMarked;
