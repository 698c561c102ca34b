/**
 * What a role shows of itself over HTTP, on one port: its metrics, its health, and the pages that
 * it brings along.
 *
 * <p>A role tells its {@link io.godwit.common.monitor.Health}; {@link
 * io.godwit.common.monitor.Monitor} serves it. Everything is read-only, and nothing here can hold
 * up the role.
 */
@NullMarked
package io.godwit.common.monitor;

import org.jspecify.annotations.NullMarked;
