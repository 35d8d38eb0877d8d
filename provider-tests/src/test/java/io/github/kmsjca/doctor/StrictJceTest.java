package io.github.kmsjca.doctor;

import io.github.kmsjca.internal.doctor.Main;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.StrictJce;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Oracle's JDK wants a signed jar for what is in javax.crypto; OpenJDK's does not. */
class StrictJceTest {
  @TempDir Path dir;

  private static ForkedJvm doctor() {
    return new ForkedJvm(Main.class).property("awskms.nonsense", "1");
  }

  @Test
  void refusalIsAProblemThatSaysWhatGoesAndWhatDoesNot() throws Exception {
    Diagnosis.of(StrictJce.in(dir, doctor()), "doctor")
        .exits(Diagnosis.PROBLEMS)
        .marks("FAIL", "javax.crypto", System.getProperty("java.runtime.name"), "refuses")
        .says("Cipher, Mac, KeyAgreement, KEM and KeyGenerator")
        .says("JCE cannot authenticate the provider AWSKMS")
        .says("Signature, KeyStore and KeyPairGenerator work")
        .says("-> The jar is not signed, and Oracle's JDK wants it signed");
  }

  @Test
  void noAlarmOnOpenJdk() throws Exception {
    Diagnosis.of(doctor(), "doctor")
        .marks("ok", "javax.crypto", "works")
        .saysNot("authenticate", "Oracle's");
  }
}
