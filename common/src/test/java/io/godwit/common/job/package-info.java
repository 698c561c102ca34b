/** Tests of reading job files; the golden files lie in {@code src/test/resources/jobs}. */
@NullMarked
package io.godwit.common.job;

import org.jspecify.annotations.NullMarked;
