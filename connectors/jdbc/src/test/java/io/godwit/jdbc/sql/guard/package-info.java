/**
 * What is said of a table and of changes of one, by its facts alone: no database has a say here.
 */
@NullMarked
package io.godwit.jdbc.sql.guard;

import org.jspecify.annotations.NullMarked;
