package io.github.kmsjca.programs;

import io.github.kmsjca.KmsProvider;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/** The one line of code, and then the program, whose class is the first argument. */
public final class InstallFirst {
  private InstallFirst() {}

  public static void main(String[] arguments) throws Exception {
    KmsProvider.install();
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    try {
      Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw (Exception) e.getCause();
    }
  }
}
