package io.github.kmsjca.programs.grpc;

import java.io.File;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/** grpc-netty-shaded on both sides. Arguments: the keystore file, the trust store, its password. */
public final class ShadedProgram {
  private ShadedProgram() {}

  public static void main(String[] arguments) throws Exception {
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(KeyStore.getInstance(new File(arguments[0]), new char[0]), new char[0]);
    TrustManagerFactory anchors = TrustManagerFactory.getInstance("PKIX");
    anchors.init(KeyStore.getInstance(new File(arguments[1]), arguments[2].toCharArray()));
    MutualCredentials both = MutualCredentials.of(managers, anchors);
    System.out.println("the server saw " + Transport.NETTY_SHADED.call(both, both));
  }
}
