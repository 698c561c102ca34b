/**
 * Failed records as commands show them: grouped, with samples ({@link
 * io.godwit.cli.letters.LetterGroups}), or each as one line for machines ({@link
 * io.godwit.cli.letters.LetterLine}). What is hidden in a letter stays so in both.
 */
@NullMarked
package io.godwit.cli.letters;

import org.jspecify.annotations.NullMarked;
