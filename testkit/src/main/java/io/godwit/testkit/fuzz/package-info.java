/**
 * Inputs that nobody made on purpose: {@link io.godwit.testkit.fuzz.Mutations} changes good ones at
 * random and hands them to what reads them.
 */
@NullMarked
package io.godwit.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
