package io.godwit.embedded;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** A process that opens a stack, puts something into it, and waits to be killed. */
final class StackHolder {

  private StackHolder() {}

  @SuppressWarnings("try") // The stack is never closed: that is what this process is for.
  public static void main(String[] arguments) throws Exception {
    Set<Part> parts =
        Arrays.stream(arguments).skip(1).map(Part::valueOf).collect(Collectors.toSet());
    EmbeddedStack stack = EmbeddedStack.start(Path.of(arguments[0]), parts);
    if (parts.contains(Part.BROKER)) {
      Stores.createTopic(stack.bootstrap());
      Stores.send(stack.bootstrap(), new byte[11]);
    }
    Stores.insertRow(stack.jdbcUrl());
    Stores.insertDocument(stack.mongoUri());
    System.out.println("ready");
    System.in.transferTo(System.out);
  }
}
