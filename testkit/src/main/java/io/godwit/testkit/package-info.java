/**
 * What tests of Godwit share: {@code env} are the servers a test runs on, {@code fleet} the real
 * processes that it starts and kills, {@code guarantee} what must hold whatever was killed, {@code
 * watch} how it is seen while it happens.
 */
@NullMarked
package io.godwit.testkit;

import org.jspecify.annotations.NullMarked;
