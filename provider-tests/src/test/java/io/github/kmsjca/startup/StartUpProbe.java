package io.github.kmsjca.startup;

import java.security.Provider;
import java.security.Security;

/** Registers a provider that its argument names, and ends. */
final class StartUpProbe {
  private StartUpProbe() {}

  public static void main(String[] args) throws ReflectiveOperationException {
    // The jar is open in any case: in an application other classes come from jars too.
    Class.forName("io.github.kmsjca.spec.KmsKey", false, StartUpProbe.class.getClassLoader());
    Class<?> type = Class.forName(args[0]);
    Security.addProvider((Provider) type.getConstructor().newInstance());
  }

  /** What any provider costs. */
  public static final class Empty extends Provider {
    private static final long serialVersionUID = 1L;

    public Empty() {
      super("Empty", "1", "nothing");
    }
  }
}
