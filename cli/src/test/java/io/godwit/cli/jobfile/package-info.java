/** Tests of reading job files; the golden files lie in {@code src/test/resources/jobs}. */
@NullMarked
package io.godwit.cli.jobfile;

import org.jspecify.annotations.NullMarked;
