/**
 * What a connector implements. An interface here has one to three methods; a connector that can do
 * more implements one more interface, never a deeper one.
 *
 * <p>Connectors are found through {@link java.util.ServiceLoader}: a jar lists its {@link
 * io.godwit.common.spi.SourceConnector}, {@link io.godwit.common.spi.SinkConnector} and {@link
 * io.godwit.common.spi.LookupConnector} under {@code META-INF/services}. Each answers empty to a
 * description that is not its own.
 *
 * <p>Three ways to end are kept apart. What is the record's fault is in the return value. What may
 * pass is thrown as {@link io.godwit.common.model.Trouble}. What can never work is thrown as {@link
 * io.godwit.common.model.Refused}, and only while opening or planning.
 */
@NullMarked
package io.godwit.common.spi;

import org.jspecify.annotations.NullMarked;
