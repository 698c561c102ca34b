/** What stands in topics and job files, changed at random. */
@NullMarked
package io.godwit.cli.fuzz;

import org.jspecify.annotations.NullMarked;
