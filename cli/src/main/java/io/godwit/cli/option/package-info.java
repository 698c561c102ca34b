/**
 * Options and arguments that several commands have, as picocli's mixins: fields are filled while it
 * parses, and read once the command is called. What is wrong in an argument is refused here, in the
 * words of who typed it.
 */
@NullMarked
package io.godwit.cli.option;

import org.jspecify.annotations.NullMarked;
