/**
 * How much is done at a store at once: a batch gives its works to {@link
 * io.godwit.files.turns.Turns}, which lets in as many as there are {@link
 * io.godwit.files.turns.Places}.
 */
@NullMarked
package io.godwit.files.turns;

import org.jspecify.annotations.NullMarked;
