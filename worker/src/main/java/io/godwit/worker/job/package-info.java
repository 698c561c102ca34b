/**
 * A job that is ready to work: its definition read, its steps compiled, its databases connected.
 * Who makes one is the command's business, since only it knows the connectors and the environment.
 */
@NullMarked
package io.godwit.worker.job;

import org.jspecify.annotations.NullMarked;
