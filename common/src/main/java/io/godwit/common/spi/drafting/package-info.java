/**
 * How {@code godwit init} begins a job file: from an address a connection kind makes a draft of the
 * connection, and of what can be read or written there, as the job file would have it. Nothing is
 * opened for longer than the look takes.
 */
@NullMarked
package io.godwit.common.spi.drafting;

import org.jspecify.annotations.NullMarked;
