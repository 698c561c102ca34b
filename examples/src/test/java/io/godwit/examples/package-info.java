/** The example jobs and the promises, from end to end. */
package io.godwit.examples;
