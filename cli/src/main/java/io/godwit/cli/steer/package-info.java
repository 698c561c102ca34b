/**
 * Commands on a run that is under way: hold it, let it go on, set a record aside that it waits for,
 * go on with a target that was altered. Each changes what the control topic says, and every role
 * obeys that by itself.
 */
@NullMarked
package io.godwit.cli.steer;

import org.jspecify.annotations.NullMarked;
