/** The three roles of a fleet, each a process of its own that serves until it is told to stop. */
@NullMarked
package io.godwit.cli.role;

import org.jspecify.annotations.NullMarked;
