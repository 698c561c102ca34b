/**
 * What can go wrong between a program and a server, made to happen when a test wants it. Start at
 * {@link io.godwit.testkit.fault.TcpProxy}.
 */
@NullMarked
package io.godwit.testkit.fault;

import org.jspecify.annotations.NullMarked;
