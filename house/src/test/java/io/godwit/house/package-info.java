/**
 * Rules that hold in every source file of the repository, read as text and as trees of javac. They
 * need nothing that is built, so the build begins with them: a file in another format costs seconds
 * and not a run of all tests. What needs the classes, such as who may depend on whom, is checked
 * where all of them are on the class path: in {@code cli}.
 */
@NullMarked
package io.godwit.house;

import org.jspecify.annotations.NullMarked;
