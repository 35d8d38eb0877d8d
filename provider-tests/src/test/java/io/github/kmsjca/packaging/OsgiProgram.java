package io.github.kmsjca.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * An OSGi framework of strict habits, with the bundles that the arguments name: all of them start,
 * the last one's activator does the work, and all end.
 */
final class OsgiProgram {
  private OsgiProgram() {}

  public static void main(String[] arguments) throws Exception {
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class)
            .iterator()
            .next()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    arguments[0],
                    // Felix would guess which classes to lend a bundle that does not import them.
                    "felix.bootdelegation.implicit",
                    "false"));
    framework.start();
    try {
      List<Bundle> bundles = new ArrayList<>();
      for (int i = 1; i < arguments.length; i++) {
        bundles.add(framework.getBundleContext().installBundle(arguments[i]));
      }
      for (Bundle bundle : bundles) {
        bundle.start();
      }
    } finally {
      framework.stop();
      framework.waitForStop(0);
    }
  }
}
