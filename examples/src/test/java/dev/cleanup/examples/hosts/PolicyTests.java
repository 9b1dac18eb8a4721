package dev.cleanup.examples.hosts;

import java.util.List;

/** The tests of which the guide to policies shows regions. */
public final class PolicyTests {

    /** One per host. */
    public static final List<Class<?>> OF_HOSTS = List.of(
            TherapyBridgePoliciesTest.class,
            ChatterboxPoliciesTest.class,
            FaceSwapPoliciesTest.class,
            BuzzdropPoliciesTest.class);

    private PolicyTests() {}
}
