/** Tests of what deploys Godwit: the image, Compose, Kubernetes. */
@org.jspecify.annotations.NullMarked
package io.godwit.deploy;
