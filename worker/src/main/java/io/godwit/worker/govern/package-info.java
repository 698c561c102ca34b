/**
 * What bounds a worker: a gate for each resource, for the processor, and for what is unpacked at
 * once. A step or a sink says what it needs ({@link io.godwit.common.spi.SupportsBound}), and a
 * partition's {@link io.godwit.worker.govern.Passage} holds that gate only while it is inside, so
 * that a table with two connections never keeps a step from the other cores.
 *
 * <p>The order of gates, and why nobody waits for ever, stand at {@link
 * io.godwit.worker.govern.Gates}.
 */
@NullMarked
package io.godwit.worker.govern;

import org.jspecify.annotations.NullMarked;
